# Checks of the house, run as tests.
