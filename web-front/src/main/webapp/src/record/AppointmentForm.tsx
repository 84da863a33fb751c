import { useState } from 'react';
import { FieldForm } from '../shell/FieldForm';
import { useText } from '../shell/language';
import { APPOINTMENT, useAppointment } from './writing';

/** A meeting to come, agreed on with the person. */
export function AppointmentForm({ reference, onMade }: { reference: string; onMade: () => void }) {
  const text = useText();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const making = useAppointment(reference, () => {
    setKey(crypto.randomUUID());
    onMade();
  });
  return (
    <details className="write">
      <summary>{text('appointment.title')}</summary>
      <FieldForm
        // Empty again once one is made.
        key={key}
        name={text('appointment.title')}
        fields={APPOINTMENT}
        send={text('appointment.send')}
        busy={making.isPending}
        failure={making.error}
        onSend={(values) => {
          making.mutate({ values, key });
        }}
      />
      {making.isSuccess && <p role="status">{text('appointment.made')}</p>}
    </details>
  );
}
