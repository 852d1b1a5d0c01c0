"""Explainer: a static site generator whose pages say nothing of their own."""
