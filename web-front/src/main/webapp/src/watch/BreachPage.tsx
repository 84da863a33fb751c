import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Download } from '../shell/Download';
import { useText, useWord, type TextId } from '../shell/language';
import { useMe } from '../shell/me';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useBreach, useDeed, useTaking, type Breach, type Part } from './watch';
import './watch.css';

const HOUR = 3_600_000;
const TIME_TO_TELL = 72 * HOUR;
const APPROVALS = 2;

/** What came out, how long there is to tell the authority, and the steps to the list of persons. */
export function BreachPage({ breach }: { breach: string }) {
  const text = useText();
  const file = useBreach(breach);
  const deed = useDeed('breaches');
  const taking = useTaking(breach);
  return (
    <Page title={text('breach.title')}>
      <p>
        <Link to="/breaches">{text('breach.back')}</Link>
      </p>
      {deed.error && <Refusal failure={deed.error} />}
      {taking.error && <Refusal failure={taking.error} />}
      {taking.isSuccess && <p role="status">{text('breach.taken')}</p>}
      {file.error && <Refusal failure={file.error} />}
      {file.isPending && <p role="status">{text('state.loading')}</p>}
      {file.data && (
        <>
          <Clock file={file.data} />
          <Facts file={file.data} />
          <div className="watch-step">
            <Download path={`/breaches/${breach}/form`} name="breach.form" />
            <Download path={`/breaches/${breach}`} name="breach.file" />
          </div>
          <Steps
            file={file.data}
            busy={deed.isPending || taking.isPending || file.isFetching}
            onTake={() => {
              taking.mutate();
            }}
            onStep={(step) => {
              deed.mutate({ path: `/breaches/${breach}/${step}` });
            }}
          />
        </>
      )}
    </Page>
  );
}

/** Article 33: 72 hours from when it became known. */
function Clock({ file }: { file: Breach }) {
  const text = useText();
  const intl = useIntl();
  const [now] = useState(() => Date.now());
  const { opened, notified } = file.standing;
  const left = new Date(opened.awareAt).getTime() + TIME_TO_TELL - now;
  const told = notified[0];
  return (
    <p className="card breach-clock" data-state={told || left > 24 * HOUR ? 'calm' : 'short'}>
      {told
        ? text('breach.notified', {
            time: intl.formatDate(told, { dateStyle: 'short', timeStyle: 'short' }),
          })
        : left > 0
          ? text('breach.hours-left', { hours: Math.floor(left / HOUR) })
          : text('breach.overdue')}
    </p>
  );
}

function Facts({ file }: { file: Breach }) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const { facts } = file;
  const time = (at: string | null) =>
    at === null ? '' : intl.formatDate(at, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <>
      <dl className="card watch-facts">
        <div>
          <dt>{text('breach.persons')}</dt>
          <dd>{intl.formatNumber(facts.persons)}</dd>
        </div>
        <div>
          <dt>{text('breach.accesses')}</dt>
          <dd>{intl.formatNumber(facts.accesses)}</dd>
        </div>
        <div>
          <dt>{text('breach.first')}</dt>
          <dd>{time(facts.first)}</dd>
        </div>
        <div>
          <dt>{text('breach.last')}</dt>
          <dd>{time(facts.last)}</dd>
        </div>
      </dl>
      <Parts title="breach.by-organisation" parts={facts.organisations} name={(name) => name} />
      <Parts
        title="breach.by-class"
        parts={facts.fieldClasses}
        name={(name) => word('fields', name)}
      />
    </>
  );
}

function Parts({
  title,
  parts,
  name,
}: {
  title: TextId;
  parts: Part[];
  name: (name: string) => string;
}) {
  const text = useText();
  const intl = useIntl();
  return (
    <div className="table-frame">
      <table className="watch">
        <caption>{text(title)}</caption>
        <thead>
          <tr>
            <th scope="col">{text('breach.part')}</th>
            <th scope="col">{text('breach.persons')}</th>
            <th scope="col">{text('breach.accesses')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{name(part.name)}</th>
              <td>{intl.formatNumber(part.persons)}</td>
              <td>{intl.formatNumber(part.accesses)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who may take which step is the service's to say; auditors are shown none. */
function Steps({
  file,
  busy,
  onStep,
  onTake,
}: {
  file: Breach;
  busy: boolean;
  onStep: (step: string) => void;
  onTake: () => void;
}) {
  const text = useText();
  const roles = useMe().data?.roles ?? [];
  const { closed, listRequestedBy, listApprovedBy } = file.standing;
  if (closed || !roles.some((role) => role.endsWith('-officer'))) {
    return closed ? <p role="status">{text('breach.closed')}</p> : null;
  }
  const button = (label: TextId, onClick: () => void) => (
    <button type="button" className="button quiet-button" disabled={busy} onClick={onClick}>
      {text(label)}
    </button>
  );
  const step = (name: string, label: TextId) =>
    button(label, () => {
      onStep(name);
    });
  const privacy = roles.includes('privacy-officer');
  return (
    <section aria-labelledby="breach-steps">
      <h2 id="breach-steps">{text('breach.steps')}</h2>
      <p>{text('breach.approvals', { count: listApprovedBy.length })}</p>
      <div className="watch-step">
        {step('notifications', 'breach.notify')}
        {privacy && step('affected/requests', 'breach.request')}
        {listRequestedBy !== null && step('affected/approvals', 'breach.approve')}
        {privacy && listApprovedBy.length >= APPROVALS && button('breach.take', onTake)}
        {step('closure', 'breach.close')}
      </div>
    </section>
  );
}
