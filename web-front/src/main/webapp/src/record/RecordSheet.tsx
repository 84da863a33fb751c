import { Link } from '@tanstack/react-router';
import { ExposureCount } from '../portfolio/ExposureCount';
import { useText, useWord } from '../shell/language';
import { Page } from '../shell/Page';
import { ClassCards } from './ClassCards';
import { HistorySection } from './HistorySection';
import type { OpenedRecord, Purpose } from './record';
import { Reveal } from './Reveal';

/** Who goes the way with the person may read its past; records-service says so again. */
const HISTORY_FOR = ['portfolio', 'co-follow-up', 'replacement'];

export function RecordSheet({
  opened,
  purpose,
}: {
  opened: OpenedRecord;
  purpose: Purpose | undefined;
}) {
  const text = useText();
  const word = useWord();
  const name = [opened.identity?.givenNames, opened.identity?.usualName]
    .flat()
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return (
    <Page
      title={text('record.title')}
      heading={name || text('record.title')}
      aside={<ExposureCount exposure={opened.exposure} />}
    >
      <p className="back">
        <Link to="/portfolio">{text('record.back')}</Link>
      </p>
      <div className="sheet">
        <ClassCards shown={opened} level={2} />
        {purpose &&
          opened.revealable?.map((part) => (
            <Reveal key={part} reference={opened.ref} part={part} purpose={purpose} />
          ))}
      </div>
      {purpose && HISTORY_FOR.includes(opened.basis) && (
        <HistorySection reference={opened.ref} purpose={purpose} />
      )}
      <section className="receipt" aria-labelledby="receipt-title">
        <h2 id="receipt-title">{text('receipt.title')}</h2>
        <p>{text('receipt.text')}</p>
        <dl>
          <div>
            <dt>{text('receipt.number')}</dt>
            <dd>
              <code>{opened.receipt}</code>
            </dd>
          </div>
          {purpose && (
            <div>
              <dt>{text('receipt.purpose')}</dt>
              <dd>{text(`purpose.${purpose}`)}</dd>
            </div>
          )}
          <div>
            <dt>{text('receipt.basis')}</dt>
            <dd>{word('basis', opened.basis)}</dd>
          </div>
          <div>
            <dt>{text('receipt.fields')}</dt>
            <dd>{opened.fieldClasses.map((each) => word('fields', each)).join(', ')}</dd>
          </div>
        </dl>
      </section>
    </Page>
  );
}
