import { useState } from 'react';
import { MomentField } from '#platform/web/ui/MomentField.tsx';
import { AHEAD_MAX_MS } from '../model/contract.ts';

interface LaterFieldProps {
  readonly label: string;
  readonly onChange: (at: Date | null) => void;
  readonly autoFocus?: boolean;
}

/** A moment to come, as far ahead as a ding may lie. */
export function LaterField(props: LaterFieldProps) {
  const [now] = useState(() => new Date());
  return <MomentField from={now} until={new Date(now.getTime() + AHEAD_MAX_MS)} {...props} />;
}
