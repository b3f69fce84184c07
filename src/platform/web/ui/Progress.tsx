import { useFormat } from '../useFormat.ts';
import './empty.css';

interface ProgressProps {
  readonly label: string;
  /** Null while nobody knows how much there is. */
  readonly value: number | null;
  readonly max?: number;
  /** Shown at the right, instead of "3 of 10". */
  readonly said?: string;
}

/** How far a long piece of work is. */
export function Progress({ label, value, max = 100, said }: ProgressProps) {
  const format = useFormat();
  return (
    <label className="tl-progress">
      <span>
        <span>{label}</span>
        <span>{said ?? (value === null ? '' : format.ofAll(value, max))}</span>
      </span>
      {value === null ? <progress /> : <progress value={value} max={max} />}
    </label>
  );
}
