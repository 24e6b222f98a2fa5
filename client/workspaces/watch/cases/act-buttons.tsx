import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Because } from '../../../../core/contract/reason.ts';
import { reasonText } from '../../../ui/reason-text.ts';
import { focusFirst } from '../../../ui/submit.ts';

/** An act that may follow, and why it can not be done yet. */
export interface Offer<A extends string> {
  act: A;
  word: string;
  why: Because | undefined;
  isMain?: boolean;
}

/** The acts that may follow; those that can not be done yet say why. */
export function ActButtons<A extends string>(props: {
  offers: readonly Offer<A>[];
  asking: A | null;
  busy: boolean;
  onAsk: (act: A) => void;
}) {
  const { t } = useTranslation();
  const blocked = props.offers.filter(({ why }) => why);
  return (
    <>
      <div className="button-row">
        {props.offers.map(({ act, word, why, isMain }) => (
          <button
            key={act}
            type="button"
            className={`button ${isMain && !why ? 'primary' : ''}`}
            disabled={props.busy || !!why}
            title={why && reasonText(t, why)}
            aria-expanded={props.asking === act}
            onClick={() => props.onAsk(act)}
          >
            {word}
          </button>
        ))}
      </div>
      {blocked.length > 0 ? (
        <ul className="why-not" aria-label={t('case.cannot')}>
          {blocked.map(({ act, word, why }) => (
            <li key={act}>{why ? t('case.why', { act: word, why: reasonText(t, why) }) : null}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** What an act asks for. Escape and cancel leave it; the other fields stand before the reason. */
export function AskForm(props: {
  title: string;
  ready: boolean;
  busy: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <form
      className="fields ask-form"
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (props.ready && !props.busy) props.onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        event.preventDefault();
        props.onCancel();
      }}
    >
      {props.children}
      <div className="button-row">
        <button type="submit" className="button primary" disabled={!props.ready || props.busy}>
          {props.title}
        </button>
        <button type="button" className="button" onClick={props.onCancel}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}

/** A sentence; the first field of a form that was asked for has the focus. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  isFirst?: boolean;
  maxLength?: number;
  placeholder?: string;
}) {
  return (
    <label>
      {props.label}
      <textarea
        ref={props.isFirst ? focusFirst : undefined}
        rows={2}
        required={props.required}
        maxLength={props.maxLength ?? 500}
        placeholder={props.placeholder}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

/** One of a closed set of words; empty until somebody chose, unless it has a value. */
export function ChoiceField<V extends string>(props: {
  label: string;
  value: V | '';
  values: readonly V[];
  word: (value: V) => string;
  onChange: (value: V) => void;
}) {
  const { t } = useTranslation();
  return (
    <label>
      {props.label}
      <select required value={props.value} onChange={(event) => props.onChange(event.target.value as V)}>
        {props.value === '' ? (
          <option value="" disabled>
            {t('case.form.choose')}
          </option>
        ) : null}
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.word(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A day, 'yyyy-mm-dd', or empty. */
export function DayField(props: {
  label: string;
  value: string;
  min: string;
  required?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {props.label}
      <input
        type="date"
        required={props.required}
        min={props.min}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
