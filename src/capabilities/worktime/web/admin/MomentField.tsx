import { TextField } from '#platform/web/ui/Field.tsx';
import { TimeInput } from '../TimeInput.tsx';

/** A date as the browser writes it, and minutes since its midnight. */
export interface Moment {
  readonly date: string;
  readonly minute: number;
}

interface MomentFieldProps {
  readonly label: string;
  readonly value: Moment;
  readonly onChange: (value: Moment) => void;
}

/** A date and a time of day, by whatever clock the form says. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  return (
    <div className="wt-moment">
      <TextField label={label} type="date" value={value.date} onChange={(date) => onChange({ ...value, date })} />
      <TimeInput label={label} minute={value.minute} onChange={(minute) => onChange({ ...value, minute })} />
    </div>
  );
}
