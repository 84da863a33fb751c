import { Link } from '@tanstack/react-router';
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
  if (opening.data) {
    return <RecordSheet opened={opening.data} purpose={opening.variables} />;
  }
  return (
    <Page title={text('record.title')} heading={text('record.open')}>
      <p className="back">
        <Link to="/portfolio">{text('record.back')}</Link>
      </p>
      {opening.error ? (
        <Refusal failure={opening.error}>
          <p className="refusal-ways">
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
