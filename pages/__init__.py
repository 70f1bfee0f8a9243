"""The screens of Helår."""
