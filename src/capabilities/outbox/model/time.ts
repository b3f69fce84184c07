/** What a calendar says of a member at a moment: all that the gate knows of time. */
export interface TimeFacts {
  /** In which the member's hours are meant. */
  readonly timeZone: string;
  readonly works: boolean;
  /** He works because he said so himself, outside his planned hours. */
  readonly isOwnWord: boolean;
  /** When this stretch of working time ends; while resting, when the next one does. */
  readonly worksUntil: Date;
  /** The start of the next working time, after any leave. */
  readonly nextStart: Date;
  readonly onLeave: boolean;
  /** The end of the focus block that runs now, or null. */
  readonly focusUntil: Date | null;
  /** On call by a roster that the member accepted. */
  readonly onCall: boolean;
}
