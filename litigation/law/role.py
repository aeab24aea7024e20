"""The six roles of the register's users."""

from litigation.law.word import N_, Word


class Role(Word):
    """Who may do what; 三员分立 keeps administration, audit and daily work apart."""

    ADMIN = "admin", N_("系统管理员")
    AUDITOR = "auditor", N_("审计员")
    CLERK = "clerk", N_("经办人")
    LIAISON = "liaison", N_("联络员")
    LEADERSHIP = "leadership", N_("领导")
    HEAD = "head", N_("负责人")

    @property
    def signs_in(self) -> bool:
        """Whether this role has accounts; heads come by link only."""
        return self is not Role.HEAD
