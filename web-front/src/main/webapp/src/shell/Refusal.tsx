import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { NOT_SIGNED_IN, Refused, STEP_UP_NEEDED } from './api';
import { useText, type TextId } from './language';
import { SignInLink, StepUpLink } from './SignInLink';

const KNOWN: Record<string, { title: TextId; text: TextId }> = {
  'urn:vigie:problem:no-such-record': {
    title: 'refusal.no-such-record.title',
    text: 'refusal.no-such-record.text',
  },
  'urn:vigie:problem:budget-exhausted': {
    title: 'refusal.budget-exhausted.title',
    text: 'refusal.budget-exhausted.text',
  },
  'urn:vigie:problem:search-budget-exhausted': {
    title: 'refusal.search-budget-exhausted.title',
    text: 'refusal.search-budget-exhausted.text',
  },
  'urn:vigie:problem:account-frozen': {
    title: 'refusal.account-frozen.title',
    text: 'refusal.account-frozen.text',
  },
  'urn:vigie:problem:status-unknown': {
    title: 'refusal.status-unknown.title',
    text: 'refusal.status-unknown.text',
  },
  'urn:vigie:problem:freeze-same-officer': {
    title: 'refusal.freeze-same-officer.title',
    text: 'refusal.freeze-same-officer.text',
  },
  'urn:vigie:problem:freeze-own-freeze': {
    title: 'refusal.freeze-own-freeze.title',
    text: 'refusal.freeze-own-freeze.text',
  },
  'urn:vigie:problem:own-lock': {
    title: 'refusal.own-lock.title',
    text: 'refusal.own-lock.text',
  },
  'urn:vigie:problem:no-such-account': {
    title: 'refusal.no-such-account.title',
    text: 'refusal.no-such-account.text',
  },
  'urn:vigie:problem:lock-not-locked': {
    title: 'refusal.lock-not-locked.title',
    text: 'refusal.lock-not-locked.text',
  },
  'urn:vigie:problem:not-recorded': {
    title: 'refusal.not-recorded.title',
    text: 'refusal.not-recorded.text',
  },
  'urn:vigie:problem:no-glass-left': {
    title: 'refusal.no-glass-left.title',
    text: 'refusal.no-glass-left.text',
  },
  'urn:vigie:problem:on-probation': {
    title: 'refusal.on-probation.title',
    text: 'refusal.on-probation.text',
  },
  'urn:vigie:problem:no-such-person': {
    title: 'refusal.no-such-person.title',
    text: 'refusal.no-such-person.text',
  },
  'urn:vigie:problem:glass-not-needed': {
    title: 'refusal.glass-not-needed.title',
    text: 'refusal.glass-not-needed.text',
  },
  'urn:vigie:problem:already-reviewed': {
    title: 'refusal.already-reviewed.title',
    text: 'refusal.already-reviewed.text',
  },
  'urn:vigie:problem:too-fast': {
    title: 'refusal.too-fast.title',
    text: 'refusal.too-fast.text',
  },
  'urn:vigie:problem:reason-needed': {
    title: 'refusal.reason-needed.title',
    text: 'refusal.reason-needed.text',
  },
  'urn:vigie:problem:organisation-budget-exhausted': {
    title: 'refusal.organisation-budget-exhausted.title',
    text: 'refusal.organisation-budget-exhausted.text',
  },
  'urn:vigie:problem:month-exhausted': {
    title: 'refusal.month-exhausted.title',
    text: 'refusal.month-exhausted.text',
  },
  'urn:vigie:problem:own-right': {
    title: 'refusal.own-right.title',
    text: 'refusal.own-right.text',
  },
  'urn:vigie:problem:no-such-thing-of-yours': {
    title: 'refusal.no-such-thing-of-yours.title',
    text: 'refusal.no-such-thing-of-yours.text',
  },
  'urn:vigie:problem:bad-hours': {
    title: 'refusal.bad-hours.title',
    text: 'refusal.bad-hours.text',
  },
  'urn:vigie:problem:policy-same-officer': {
    title: 'refusal.policy-same-officer.title',
    text: 'refusal.policy-same-officer.text',
  },
  'urn:vigie:problem:policy-decided': {
    title: 'refusal.policy-decided.title',
    text: 'refusal.policy-decided.text',
  },
  'urn:vigie:problem:policy-overtaken': {
    title: 'refusal.policy-overtaken.title',
    text: 'refusal.policy-overtaken.text',
  },
  'urn:vigie:problem:invalid-field': {
    title: 'refusal.invalid-field.title',
    text: 'refusal.invalid-field.text',
  },
  'urn:vigie:problem:invalid-fields': {
    title: 'refusal.invalid-fields.title',
    text: 'refusal.invalid-fields.text',
  },
  'urn:vigie:problem:not-yours-to-write': {
    title: 'refusal.not-yours-to-write.title',
    text: 'refusal.not-yours-to-write.text',
  },
  'urn:vigie:problem:registration-ended': {
    title: 'refusal.registration-ended.title',
    text: 'refusal.registration-ended.text',
  },
  'urn:vigie:problem:appointment-closed': {
    title: 'refusal.appointment-closed.title',
    text: 'refusal.appointment-closed.text',
  },
  'urn:vigie:problem:dry-run-under-way': {
    title: 'refusal.dry-run-under-way.title',
    text: 'refusal.dry-run-under-way.text',
  },
  'urn:vigie:problem:list-not-requested': {
    title: 'refusal.list-not-requested.title',
    text: 'refusal.list-not-requested.text',
  },
  'urn:vigie:problem:list-not-approved': {
    title: 'refusal.list-not-approved.title',
    text: 'refusal.list-not-approved.text',
  },
  'urn:vigie:problem:own-request': {
    title: 'refusal.own-request.title',
    text: 'refusal.own-request.text',
  },
  'urn:vigie:problem:already-approved': {
    title: 'refusal.already-approved.title',
    text: 'refusal.already-approved.text',
  },
  [STEP_UP_NEEDED]: { title: 'refusal.step-up-needed.title', text: 'refusal.step-up-needed.text' },
  [NOT_SIGNED_IN]: { title: 'refusal.not-signed-in.title', text: 'refusal.not-signed-in.text' },
};

const BY_STATUS: Record<number, { title: TextId; text: TextId }> = {
  403: { title: 'refusal.forbidden.title', text: 'refusal.forbidden.text' },
  404: { title: 'refusal.no-such-record.title', text: 'refusal.no-such-record.text' },
  429: { title: 'refusal.too-many.title', text: 'refusal.too-many.text' },
};

const AWAY = { title: 'refusal.away.title', text: 'refusal.away.text' } as const;

/** Says that something was refused and what to do now, and nothing of what it was about. */
export function Refusal({ failure, children }: { failure: unknown; children?: ReactNode }) {
  const text = useText();
  const path = useLocation({ select: (location) => location.pathname });
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [failure]);

  const problem = failure instanceof Refused ? failure.problem : null;
  const words = (problem && (KNOWN[problem.type] ?? BY_STATUS[problem.status])) ?? AWAY;
  return (
    <section className="refusal" aria-labelledby="refusal-title">
      <h2 id="refusal-title" ref={box} tabIndex={-1}>
        {text(words.title)}
      </h2>
      <p>{text(words.text)}</p>
      {problem?.retryAfter && (
        <p>{text('refusal.retry-after', { minutes: Math.ceil(problem.retryAfter / 60) })}</p>
      )}
      {problem?.type === STEP_UP_NEEDED && (
        <p>
          <StepUpLink to={path} />
        </p>
      )}
      {problem?.type === NOT_SIGNED_IN && (
        <p>
          <SignInLink to={path} />
        </p>
      )}
      {children}
      {problem?.correlation && (
        <p className="quiet">
          {text('refusal.correlation')} <code>{problem.correlation}</code>
        </p>
      )}
    </section>
  );
}
