"""负责人身份证明: what it must hold, and what a court does with a defective one (R2020 art. 6)."""

from dataclasses import dataclass
from datetime import datetime

from litigation.law.attendance import Certificate
from litigation.law.word import N_, Word

ART_6_1 = "法释〔2020〕3号第六条第一款"
ART_6_2 = "法释〔2020〕3号第六条第二款"


class CertificateFault(Word):
    """What is missing."""

    NAME = "name", N_("没有写明姓名")
    POST = "post", N_("没有写明职务")
    AGENCY = "agency", N_("没有写明机关")
    SEAL = "seal", N_("没有加盖机关印章")
    LATE = "late", N_("没有在开庭前提交")


@dataclass(frozen=True, slots=True)
class IdentityProof:
    """身份证明 as handed in; ``submitted_at`` None while it is not."""

    name: str
    post: str
    agency: str
    sealed: bool
    submitted_at: datetime | None = None


def certificate_faults(proof: IdentityProof, hearing_start: datetime) -> tuple[CertificateFault, ...]:
    """Everything a court may object to, in the order of the paper."""
    absent = [
        (not proof.name.strip(), CertificateFault.NAME),
        (not proof.post.strip(), CertificateFault.POST),
        (not proof.agency.strip(), CertificateFault.AGENCY),
        (not proof.sealed, CertificateFault.SEAL),
        (proof.submitted_at is None or proof.submitted_at >= hearing_start, CertificateFault.LATE),
    ]
    return tuple(fault for missing, fault in absent if missing)


class AuthorisationFault(Word):
    """What a 授权委托书 of staff lacks (I2018 art. 131)."""

    NAME = "name", N_("没有写明工作人员姓名")
    POST = "post", N_("没有写明工作人员职务")
    SCOPE = "scope", N_("没有写明代理权限")
    SEAL = "seal", N_("没有加盖机关印章")


def authorisation_faults(name: str, post: str, scope: str, *, sealed: bool) -> tuple[AuthorisationFault, ...]:
    """What is missing in the paper with which staff come: name, post, scope and seal."""
    absent = [
        (not name.strip(), AuthorisationFault.NAME),
        (not post.strip(), AuthorisationFault.POST),
        (not scope.strip(), AuthorisationFault.SCOPE),
        (not sealed, AuthorisationFault.SEAL),
    ]
    return tuple(fault for missing, fault in absent if missing)


def after_review(faulty: bool, *, corrected: bool, disturbs_hearing: bool = False) -> Certificate:
    """What the court's review comes to: a curable defect is corrected, else 视为未出庭 (art. 6(2)).

    A correction that would disturb the hearing does not help.
    """
    if not faulty:
        return Certificate.ACCEPTED
    return Certificate.CORRECTED if corrected and not disturbs_hearing else Certificate.DEFECTIVE


def needs_new_certificate(old_head: str, new_head: str) -> bool:
    """Tell whether a replaced head voids the certificate: it names one person (arts. 5(3), 6(1))."""
    return old_head != new_head


def may_replace_head(now: datetime, hearing_start: datetime) -> bool:
    """Tell whether the agency may still replace the head: until the hearing begins (art. 5(3))."""
    return now < hearing_start
