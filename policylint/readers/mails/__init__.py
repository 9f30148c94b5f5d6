"""Mails as they are sent."""
