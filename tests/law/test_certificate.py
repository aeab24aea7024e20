from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from litigation.law.attendance import Certificate
from litigation.law.certificate import (
    AuthorisationFault,
    CertificateFault,
    IdentityProof,
    after_review,
    authorisation_faults,
    certificate_faults,
    may_replace_head,
    needs_new_certificate,
)
from litigation.law.clock import SHANGHAI

START = datetime(2026, 2, 3, 9, tzinfo=SHANGHAI)
PROOF = IdentityProof(
    "丁某", "副局长", "云汀区综合行政执法局", sealed=True, submitted_at=START - timedelta(days=1)
)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, ()),
        ({"name": " "}, (CertificateFault.NAME,)),
        ({"post": ""}, (CertificateFault.POST,)),
        ({"agency": ""}, (CertificateFault.AGENCY,)),
        ({"sealed": False}, (CertificateFault.SEAL,)),
        ({"submitted_at": None}, (CertificateFault.LATE,)),
        ({"submitted_at": START}, (CertificateFault.LATE,)),
        ({"post": "", "sealed": False}, (CertificateFault.POST, CertificateFault.SEAL)),
    ],
)
def test_a_certificate_needs_name_post_agency_seal_before_the_hearing(changed, faults):
    assert certificate_faults(replace(PROOF, **changed), START) == faults


@pytest.mark.parametrize(
    ("faulty", "corrected", "disturbs", "result"),
    [
        (False, False, False, Certificate.ACCEPTED),
        (True, True, False, Certificate.CORRECTED),
        (True, False, False, Certificate.DEFECTIVE),
        (True, True, True, Certificate.DEFECTIVE),
    ],
)
def test_an_uncured_defect_is_deemed_not_appearing(faulty, corrected, disturbs, result):
    assert after_review(faulty, corrected=corrected, disturbs_hearing=disturbs) is result


def test_the_head_may_be_replaced_until_the_hearing_and_then_needs_a_new_certificate():
    assert may_replace_head(START - timedelta(minutes=1), START)
    assert not may_replace_head(START, START)
    assert needs_new_certificate("b1", "b2")
    assert not needs_new_certificate("b1", "b1")


def test_staff_come_with_a_sealed_paper_that_names_them_their_post_and_scope():
    assert authorisation_faults("李某", "科长", "一般代理", sealed=True) == ()
    assert authorisation_faults("", "", "", sealed=False) == tuple(AuthorisationFault)
