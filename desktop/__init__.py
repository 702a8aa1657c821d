"""The Qt client. Views, table models, presenters, actions. Speaks Chinese, decides nothing.

This room imports ``casework`` and ``law`` and nothing between them.
"""
