/** Opening hours of a line, by the clock of the line's own time zone. */
export interface Hours {
  /** Monday first, seven days; a day without spans is closed. */
  readonly week: readonly (readonly Span[])[]
  /** Public holidays on which the line is closed, as ids of the holiday calendar. */
  readonly holidays: readonly string[]
  /** Days that differ from the week and from holidays; an exception without spans closes the day. */
  readonly exceptions: readonly DayException[]
}

/** From `from` up to, not including, `to`; HH:MM, `to` later than `from`, at most 24:00. */
export interface Span {
  readonly from: string
  readonly to: string
}

export interface DayException {
  /** YYYY-MM-DD */
  readonly day: string
  readonly spans: readonly Span[]
  /** Why, for staff; empty for no reason given. */
  readonly note: string
}
