"""Editions of finished reviews, and the site that shows them."""
