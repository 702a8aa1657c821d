"""Law as dated data: citations, parameters, outcomes, policies, terms.

This room imports nothing of ours. Every number that a statute fixes lives in ``law/data`` with its article.
"""
