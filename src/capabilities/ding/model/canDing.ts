import { type Refusal, refuse } from '#platform/model/refusal.ts';

export interface DingFacts {
  /** The company's word on who dings whom. */
  readonly whoDings: 'everybody' | 'managersAndTeam';
  /** Does the sender keep the company or its people, or manage a department? */
  readonly leads: boolean;
  /** How many of those asked for share a department with the sender or lead him. */
  readonly near: number;
  readonly asked: number;
  /** How many departments were chosen. */
  readonly departments: number;
  /** How many would get it in a direct conversation each, and in how many it may stand besides where it was written. */
  readonly apart: number;
  readonly apartMost: number;
  /** How many of those named are not in the conversation it would stand in. */
  readonly outside: number;
  /** How many of them the sender has dinged within the last hour, and when the first of them may be again. */
  readonly repeated: number;
  readonly repeatAt: Date | null;
}

/** May this be a ding? */
export function canDing({
  whoDings,
  leads,
  near,
  asked,
  departments,
  apart,
  apartMost,
  outside,
  repeated,
  repeatAt,
}: DingFacts): Refusal | null {
  if (outside > 0) return refuse('ding.notThere', { members: outside });
  if (asked === 0) return refuse(departments > 0 ? 'ding.departmentsEmpty' : 'ding.nobody');
  if (whoDings === 'managersAndTeam' && !leads && near < asked)
    return refuse('ding.notYours', { members: asked - near });
  if (apart > apartMost) return refuse('ding.tooFar', { members: apart, most: apartMost });
  if (repeated > 0) return refuse('ding.again', { members: repeated, at: repeatAt?.toISOString() ?? '' });
  return null;
}
