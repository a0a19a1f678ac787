"""Patients and visits: the home screen, a patient's particulars, the first start, and what stops the program."""
