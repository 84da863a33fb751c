import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { FreezeForm } from './FreezeForm';
import { useBreaker, useFreezes, useStep } from './freezes';
import { FreezeTable } from './FreezeTable';
import './freezes.css';

/** Who may not act, and the two steps that end it: the security officers' list. */
export function FreezesPage() {
  const text = useText();
  const freezes = useFreezes();
  const breaker = useBreaker();
  const step = useStep();
  const shown = freezes.data?.pages.flatMap((page) => page.freezes) ?? [];
  const busy = step.isPending || freezes.isFetching;
  return (
    <Page
      title={text('freezes.title')}
      aside={
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => void freezes.refetch()}
        >
          {text('action.refresh')}
        </button>
      }
    >
      {breaker.data?.openSince && (
        <section className="card breaker" aria-labelledby="breaker-title">
          <h2 id="breaker-title">{text('breaker.title')}</h2>
          <p>{text('breaker.text', { limit: breaker.data.limit })}</p>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => {
              step.mutate({ do: 'close-breaker' });
            }}
          >
            {text('breaker.close')}
          </button>
        </section>
      )}
      <FreezeForm
        busy={busy}
        onFreeze={(wanted) => {
          step.mutate({ do: 'freeze', ...wanted });
        }}
      />
      {step.error && <Refusal failure={step.error} />}
      {step.isSuccess && !freezes.isFetching && <p role="status">{text('freezes.done')}</p>}
      {freezes.error && <Refusal failure={freezes.error} />}
      {freezes.isPending && <p role="status">{text('state.loading')}</p>}
      {freezes.data && shown.length === 0 && <p role="status">{text('freezes.none')}</p>}
      {shown.length > 0 && (
        <FreezeTable
          freezes={shown}
          busy={busy}
          onStep={(wanted) => {
            step.mutate(wanted);
          }}
        />
      )}
      {freezes.hasNextPage && (
        <div className="list-end">
          <button
            type="button"
            className="button quiet-button"
            disabled={busy}
            onClick={() => void freezes.fetchNextPage()}
          >
            {text('action.more')}
          </button>
        </div>
      )}
    </Page>
  );
}
