"""The table of settings: key, kind, default, label, help. Nothing is kept that does not stand here.

What belongs to the agency (profile, policies, numbers) lies in the database; here is only what belongs to a person at a
machine.
"""

from dataclasses import dataclass

__all__ = ["SETTINGS", "SettingSpec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSpec:
    """One setting; its kind is the type of the default.

    Args:
        key: name in the file.
        default: value when nothing valid is kept.
        label: words on the settings page.
        help: one sentence below.
        choices: allowed values with their labels; empty = any value of the kind.
    """

    key: str
    default: str | int | bool
    label: str
    help: str = ""
    choices: tuple[tuple[str | int, str], ...] = ()


SETTINGS = (
    SettingSpec(key="theme", default="light", label="配色", choices=(("light", "浅色"), ("dark", "深色"))),
    SettingSpec(
        key="scale",
        default=100,
        label="字号",
        help="文字与间距一起放大；重新打开后全部生效。",
        choices=((100, "100%"), (125, "125%"), (150, "150%"), (200, "200%")),
    ),
    SettingSpec(key="density", default="normal", label="表格行高", choices=(("normal", "标准"), ("dense", "紧凑"))),
    SettingSpec(key="person", default="", label="使用人", help="写入每条记录的经办人。"),
    SettingSpec(key="person_role", default="承办人", label="岗位"),
    SettingSpec(key="database", default="", label="数据库", help="上次打开的数据库，下次直接打开。"),
    SettingSpec(key="last_channel", default="mail_signed", label="上次收件渠道", help="收件登记时先选这一项。"),
    SettingSpec(key="navigation", default="auto", label="导航", choices=(("auto", "自动"), ("icons", "仅图标"))),
)
