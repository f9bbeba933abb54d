"""Helps contributors: new files to fill in, the form, issues and drafts, and schemas for editors."""
