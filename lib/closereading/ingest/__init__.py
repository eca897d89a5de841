"""Reading in more articles: saved web pages, PDFs, plain text, CSV and JSON lines → `seeds/`."""

from .add import Outcome, add

__all__ = ["Outcome", "add"]
