"""Identity numbers: the names of ``law.identity_numbers`` where casework and the client look for them.

The check itself lies in law, because ledgers are read in ``reports``, which does not know casework.
"""

from law.identity_numbers import IDENTITY_FLAWS, IdentityFlaw, identity_flaw, identity_key, resident_check_digit

__all__ = ["IDENTITY_FLAWS", "IdentityFlaw", "identity_flaw", "identity_key", "resident_check_digit"]
