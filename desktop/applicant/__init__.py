"""申请人: one applicant with the pieces of a month, their prices, and who may be the same applicant."""

from desktop.applicant.page import ApplicantPage

__all__ = ["ApplicantPage"]
