"""A sentence with the article behind it, for lists that have one line for both."""

__all__ = ["with_basis"]


def with_basis(sentence: str, basis: str) -> str:
    """正在等申请人补正（第三十条）。 A sentence that ends with a bracket itself, as a day does, gets no second one."""
    if not basis or basis in sentence:
        return sentence
    said = sentence.rstrip("。")
    return f"{said}，依据{basis}。" if said.endswith("）") else f"{said}（{basis}）。"
