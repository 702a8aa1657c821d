"""The acts and questions of the procedure; the only room the client speaks to."""
