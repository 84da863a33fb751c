import { useMutation } from '@tanstack/react-query';
import { post } from '../shell/api';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';

/** The one thing everybody may do: stop one's own account. Ending it takes two officers. */
export function FreezeMyself() {
  const text = useText();
  const stop = useMutation({
    mutationFn: () => post('/self/freeze', {}, { 'Idempotency-Key': crypto.randomUUID() }),
  });
  return (
    <Page title={text('own-freeze.title')}>
      {stop.isSuccess ? (
        <p role="status">{text('own-freeze.done')}</p>
      ) : (
        <>
          <p>{text('own-freeze.text')}</p>
          <p>
            <button
              type="button"
              className="button"
              disabled={stop.isPending}
              onClick={() => {
                stop.mutate();
              }}
            >
              {text('own-freeze.do')}
            </button>
          </p>
        </>
      )}
      {stop.error && <Refusal failure={stop.error} />}
    </Page>
  );
}
