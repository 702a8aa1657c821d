"""Words for the fields of the agency's profile, one source for the wizard and the settings page."""

__all__ = ["BODY_KINDS", "FIELD_WORDS"]

BODY_KINDS = (
    ("department", "政府部门"),
    ("government", "人民政府"),
    ("government_office", "政府办公厅（室）"),
)

FIELD_WORDS: dict[str, tuple[str, str]] = {
    "name": ("机关名称", "用全称，与公章一致"),
    "short_mark": ("机关代字", "用于文号，如 临资公"),
    "registration_mark": ("登记号代字", "用于登记号，如 依申"),
    "parent_government": ("本级人民政府", ""),
    "reconsideration_body": ("复议机关", "写入救济告知"),
    "court_name": ("管辖法院", "写入救济告知"),
    "reconsideration_website": ("网上复议地址", "没有可不填"),
    "signer_name": ("落款名称", "不填时用机关名称"),
    "representative_name": ("法定代表人", "写入复议答复书、答辩状"),
    "representative_post": ("法定代表人职务", "如 局长"),
    "contact_person": ("联系人", "写入补正告知和答复"),
    "contact_phone": ("联系电话", ""),
    "contact_address": ("通信地址", ""),
    "postcode": ("邮编", ""),
}
