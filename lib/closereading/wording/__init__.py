"""Findings: sentences about the article, worded from its tables."""
