// What a device proved about one playback: its signed receipts, line by line, for whoever wants to check it.
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { fill, reasonText, timeText } from '#words';
import { useDesk } from './desk';
import { LANGUAGE, SCREENS } from './words';
import { useServerQuery } from './queries';
import { View } from './view';
import './evidence.css';

const text = SCREENS.why;

/** A button that opens the evidence below itself. */
export function Evidence({ playbackId, name }: { readonly playbackId: string; readonly name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        className="plain"
        aria-expanded={open}
        aria-label={fill(text.evidenceOf, { name })}
        onClick={() => setOpen(!open)}
      >
        {text.evidence}
      </button>
      {open ? <Receipts playbackId={playbackId} /> : null}
    </>
  );
}

function Receipts({ playbackId }: { readonly playbackId: string }) {
  const asked = useServerQuery(['why', 'evidence', playbackId], () =>
    ask(api.GET('/api/v1/playbacks/{id}', { params: { path: { id: playbackId } } })),
  );
  return (
    <View asked={asked} isEmpty={({ receipts }) => receipts.length === 0} empty={text.noEvidence}>
      {({ receipts }) => (
        <div className="evidence small">
          <p className="muted">{text.evidenceSigned}</p>
          <ol>
            {receipts.map((receipt) => (
              <li key={`${receipt.deviceEpoch} ${receipt.sequence}`}>
                <ReceiptLine receipt={receipt} /> <code>#{receipt.sequence}</code>
              </li>
            ))}
          </ol>
        </div>
      )}
    </View>
  );
}

function ReceiptLine({ receipt }: { readonly receipt: Schema<'Receipt'> }) {
  const { commune } = useDesk();
  const { kind, deviceAt, receivedAt, body } = receipt;
  const said = kind in text.receipts ? text.receipts[kind as keyof typeof text.receipts] : kind;
  const reason = typeof body['reason'] === 'string' ? `: ${reasonText(LANGUAGE, body['reason'])}` : '';
  const at = timeText(Date.parse(deviceAt), commune.timeZone);
  const received = timeText(Date.parse(receivedAt), commune.timeZone);
  return <span>{fill(text.receiptLine, { at, received, what: said + reason })}</span>;
}
