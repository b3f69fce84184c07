import { useSayError } from '#platform/web/refusals.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';

interface FormErrorProps {
  readonly error: unknown;
}

/** Why a form was not taken, read aloud at once; nothing where there is no error. */
export function FormError({ error }: FormErrorProps) {
  const say = useSayError();
  if (error === null || error === undefined) return null;
  return (
    <Banner kind="danger" live>
      {say(error)}
    </Banner>
  );
}
