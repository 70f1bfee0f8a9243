"""Helår's core: budget follow-up and full-year forecast for a Swedish municipal nämnd. Knows no screen."""
