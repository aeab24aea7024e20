"""梯级: the rungs of the ladder and to whom each one speaks."""

from litigation.law.word import N_, Word


class Rung(Word):
    """梯级, in the order of the climb."""

    ASSIGN_TASK = "assign_task", N_("派员任务")
    APPOINTMENT = "appointment", N_("出庭通知")
    CHASE_1 = "chase_1", N_("第一次催办")
    CHASE_2 = "chase_2", N_("第二次催办")
    PHONE_TASK = "phone_task", N_("电话任务")
    SUBSTITUTE = "substitute", N_("改请他人出庭")
    PRINCIPAL = "principal", N_("报机关主要负责人")
    LEADERSHIP_1 = "leadership_1", N_("第一次报区领导")
    LEADERSHIP_2 = "leadership_2", N_("第二次报区领导")
    REMINDER_7 = "reminder_7", N_("开庭前 7 个工作日提醒")
    REMINDER_3 = "reminder_3", N_("开庭前 3 个工作日提醒")
    REMINDER_1 = "reminder_1", N_("开庭前 1 个工作日提醒")
    REMINDER_DAY = "reminder_day", N_("开庭当天提醒")
    CERTIFICATE_TASK = "certificate_task", N_("身份证明待办")
    CERTIFICATE_CLERK = "certificate_clerk", N_("身份证明未交")
    CERTIFICATE_LEADERSHIP = "certificate_leadership", N_("身份证明未交报领导")
    OUTCOME_ASK = "outcome_ask", N_("请登记结果")
    OUTCOME_TASK = "outcome_task", N_("结果待登记任务")
    OUTCOME_LEADERSHIP = "outcome_leadership", N_("结果未登记报领导")


class Recipient(Word):
    """To whom a step goes, as a role; names and numbers are looked up when it is planned."""

    HEAD = "head", N_("出庭负责人")
    LIAISON = "liaison", N_("联络员")
    SECOND_CONTACT = "second_contact", N_("第二联系人")
    CLERK = "clerk", N_("应诉科")
    SUBSTITUTE = "substitute", N_("接替的负责人")
    PRINCIPAL = "principal", N_("机关主要负责人")
    LEADERSHIP = "leadership", N_("分管区领导")


RECIPIENTS: dict[Rung, tuple[Recipient, ...]] = {
    Rung.ASSIGN_TASK: (Recipient.CLERK,),
    Rung.APPOINTMENT: (Recipient.HEAD, Recipient.LIAISON),
    Rung.CHASE_1: (Recipient.HEAD,),
    Rung.CHASE_2: (Recipient.HEAD, Recipient.SECOND_CONTACT),
    Rung.PHONE_TASK: (Recipient.CLERK,),
    Rung.SUBSTITUTE: (Recipient.SUBSTITUTE,),
    Rung.PRINCIPAL: (Recipient.PRINCIPAL,),
    Rung.LEADERSHIP_1: (Recipient.LEADERSHIP,),
    Rung.LEADERSHIP_2: (Recipient.LEADERSHIP,),
    Rung.REMINDER_7: (Recipient.HEAD, Recipient.LIAISON),
    Rung.REMINDER_3: (Recipient.HEAD, Recipient.LIAISON),
    Rung.REMINDER_1: (Recipient.HEAD, Recipient.LIAISON),
    Rung.REMINDER_DAY: (Recipient.HEAD, Recipient.LIAISON),
    Rung.CERTIFICATE_TASK: (Recipient.LIAISON,),
    Rung.CERTIFICATE_CLERK: (Recipient.CLERK,),
    Rung.CERTIFICATE_LEADERSHIP: (Recipient.LEADERSHIP,),
    Rung.OUTCOME_ASK: (Recipient.LIAISON,),
    Rung.OUTCOME_TASK: (Recipient.CLERK,),
    Rung.OUTCOME_LEADERSHIP: (Recipient.LEADERSHIP,),
}
