"""Photographs and papers that people send as proof: checked by their first bytes, kept in the database."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.db import db, writing
from litigation.records.import_run import Blob

LARGEST = 10 * 1024 * 1024

# What a phone's camera and an office's scanner write, by the bytes they begin with.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"%PDF-", "application/pdf"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (8, b"WEBP", "image/webp"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The bytes as they were sent; what they claim to be is not asked."""

    data: bytes


def keep_proof(session: Session, proof: Proof, now: datetime) -> str:
    """Keep a proof inside the caller's transaction and return its SHA-256.

    Raises:
        InvalidInputError: it is empty, too large, or neither a picture nor a PDF.
    """
    kind = kind_of(proof.data)
    if kind is None:
        raise InvalidInputError(
            N_("证明材料只收照片（JPG、PNG、HEIC、WebP）或 PDF。请重新拍照或选文件。"), field="proof"
        )
    if len(proof.data) > LARGEST:
        raise InvalidInputError(N_("证明材料超过 10 MB。请拍小一些，或由联络员补交。"), field="proof")
    digest = hashlib.sha256(proof.data).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(sha256=digest, size=len(proof.data), type=kind, data=proof.data, created_at=now))
        session.flush()
    return digest


def kind_of(data: bytes) -> str | None:
    """Tell what bytes are by how they begin; ``None`` when they are nothing we take."""
    return next(
        (kind for offset, sign, kind in SIGNATURES if data[offset : offset + len(sign)] == sign), None
    )


def hold_proof(proof: Proof, now: datetime) -> str:
    """Keep a proof whose form is still to be corrected, so that nobody has to take it again."""
    with writing() as session:
        return keep_proof(session, proof, now)


def held_proof(digest: str) -> Proof | None:
    """Return a proof kept before."""
    blob = db.session().get(Blob, digest)
    return Proof(blob.data) if blob else None
