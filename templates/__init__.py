"""The letters: typed contexts, .docx templates, the rendering engine, the preview and the checks before sending.

The only room that touches docxtpl and .docx files. It knows no database and no Qt.
"""
