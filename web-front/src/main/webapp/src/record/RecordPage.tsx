import { Link } from '@tanstack/react-router';
import { Refused } from '../shell/api';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { PurposeForm } from './PurposeForm';
import { useOpening } from './record';
import { RecordSheet } from './RecordSheet';
import './record.css';

/** One record: why first, then what. */
export function RecordPage({ reference }: { reference: string }) {
  const text = useText();
  const opening = useOpening(reference);
  if (opening.isSuccess) {
    return <RecordSheet opened={opening.data} purpose={opening.variables} />;
  }
  return (
    <Page title={text('record.title')} heading={text('record.open')}>
      <p className="back">
        <Link to="/portfolio">{text('record.back')}</Link>
      </p>
      {opening.error ? (
        <Refusal failure={opening.error}>
          {mayHelp(opening.error) && (
            <p>
              <button
                type="button"
                className="button quiet-button"
                onClick={() => {
                  opening.reset();
                }}
              >
                {text('action.try-again')}
              </button>
            </p>
          )}
        </Refusal>
      ) : (
        <PurposeForm
          busy={opening.isPending}
          onChosen={(purpose) => {
            opening.mutate(purpose);
          }}
        />
      )}
    </Page>
  );
}

/** A machine that was away may be back; a rule says the same again. */
function mayHelp(failure: unknown): boolean {
  return (
    !(failure instanceof Refused) || failure.problem.status === 0 || failure.problem.status >= 500
  );
}
