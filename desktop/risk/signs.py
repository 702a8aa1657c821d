"""How much a line presses, as the tone in which it is shown."""

from collections.abc import Mapping

from casework.risk_views import RiskLevel
from desktop.theme import Tone

__all__ = ["RISK_TONES"]

RISK_TONES: Mapping[RiskLevel, Tone] = {
    RiskLevel.OVER: Tone.OVER,
    RiskLevel.TODAY: Tone.TODAY,
    RiskLevel.SOON: Tone.SOON,
    RiskLevel.STOPPED: Tone.SUSP,
    RiskLevel.UNKNOWN: Tone.PROV,
    RiskLevel.FINE: Tone.DONE,
}
