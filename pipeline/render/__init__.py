"""Draws: the Report as files, a form as a workbook to fill. Computes nothing."""
