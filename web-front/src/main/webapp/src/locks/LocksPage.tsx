import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { LockStanding } from './LockStanding';
import { useDeed, useLocks, useStanding, type Whom } from './locks';
import { LockTable } from './LockTable';
import './locks.css';

/** Who is locked out and why, how much can be guessed, and unlocking: it gives no credential. */
export function LocksPage() {
  const text = useText();
  const locks = useLocks();
  const standing = useStanding();
  const deed = useDeed();
  const shown = locks.data?.pages.flatMap((page) => page.locks) ?? [];
  const busy = locks.isFetching || standing.isPending || deed.isPending;
  const look = (whom: Whom) => {
    deed.reset();
    standing.mutate(whom);
  };
  return (
    <Page
      title={text('locks.title')}
      aside={
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => void locks.refetch()}
        >
          {text('action.refresh')}
        </button>
      }
    >
      <LookUp busy={busy} onLook={look} />
      {standing.error && <Refusal failure={standing.error} />}
      {standing.data && (
        <LockStanding
          standing={standing.data}
          busy={busy}
          onDeed={(wanted, reason) => {
            const account = standing.data.status.account;
            deed.mutate(
              { account, deed: wanted, reason },
              {
                onSuccess: () => {
                  standing.mutate({ key: account });
                },
              },
            );
          }}
        />
      )}
      {deed.error && <Refusal failure={deed.error} />}
      {deed.isSuccess && !busy && <p role="status">{text('locks.done')}</p>}
      {locks.error && <Refusal failure={locks.error} />}
      {locks.isPending && <p role="status">{text('state.loading')}</p>}
      {locks.data && shown.length === 0 && <p role="status">{text('locks.none')}</p>}
      {shown.length > 0 && <LockTable locks={shown} busy={busy} onLook={look} />}
      {locks.hasNextPage && (
        <div className="list-end">
          <button
            type="button"
            className="button quiet-button"
            disabled={busy}
            onClick={() => void locks.fetchNextPage()}
          >
            {text('action.more')}
          </button>
        </div>
      )}
    </Page>
  );
}

function LookUp({ busy, onLook }: { busy: boolean; onLook: (whom: Whom) => void }) {
  const text = useText();
  return (
    <form
      className="card look-up"
      aria-label={text('locks.look-up')}
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget).get('whom');
        if (typeof said === 'string' && said.trim() !== '') {
          const whom = said.trim();
          onLook(
            /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(whom)
              ? { account: whom }
              : { login: whom },
          );
        }
      }}
    >
      <label>
        {text('locks.whom')}
        <input name="whom" required maxLength={128} autoComplete="off" spellCheck={false} />
      </label>
      <button type="submit" className="button" disabled={busy}>
        {text('locks.look')}
      </button>
    </form>
  );
}
