import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codePrefix } from '../../../core/contract/area-code.ts';
import { useLive, useLiveLoaded } from '../../live/use-live.ts';
import { select } from '../../state/selection.ts';
import { formatNumber } from '../../ui/format.ts';
import { usePlaceName } from '../../ui/place-name.ts';
import { useThingWords } from '../../ui/thing-words.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { AreaNote } from './area-note.tsx';
import { lastOpened } from './last-opened.ts';
import { ThingMark } from './noun-mark.tsx';
import { type Listed, type ListedNoun, orderedRows, rowFacts } from './noun-rows.ts';
import { useArea, useToday } from './use-watch.ts';

/** All things of a kind in the area looked at; what needs somebody comes first. */
export function NounList({ noun, action }: { noun: ListedNoun; action?: ReactNode }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [onlyAbnormal, setOnlyAbnormal] = useState(false);
  const loaded = useLiveLoaded();
  const all = useLive(noun) as ReadonlyMap<string, Listed>;
  const prefix = codePrefix(useArea());
  const today = useToday();
  const wanted = useDeferredValue(text);
  const items = useMemo(
    () => orderedRows(noun, all.values(), { prefix, text: wanted, onlyAbnormal, today }),
    [noun, all, prefix, wanted, onlyAbnormal, today],
  );
  return (
    <>
      <header className="list-head">
        <h2 className="panel-title">
          {t(`noun.${noun}`)} <span>{loaded ? formatNumber(items.length) : ''}</span>
        </h2>
        {action}
        <div className="list-filter">
          <input
            type="search"
            value={text}
            placeholder={t('watch.list.find')}
            aria-label={t('watch.list.find')}
            onChange={(event) => setText(event.target.value)}
          />
          {noun === 'routes' || noun === 'geofences' ? null : (
            <label className="check">
              <input type="checkbox" checked={onlyAbnormal} onChange={() => setOnlyAbnormal(!onlyAbnormal)} />
              {t('watch.list.onlyAbnormal')}
            </label>
          )}
        </div>
      </header>
      <AreaNote />
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && items.length === 0 ? <p className="note muted">{t('watch.list.empty')}</p> : null}
      <VirtualList<Listed>
        label={t(`noun.${noun}`)}
        items={items}
        idOf={(feature) => feature.id}
        estimatedPx={50}
        initialId={lastOpened.get(noun)}
        onOpen={(feature) => {
          lastOpened.set(noun, feature.id);
          select(noun, feature.id);
        }}
        row={(feature) => <ThingRow noun={noun} feature={feature} today={today} />}
      />
    </>
  );
}

function ThingRow({ noun, feature, today }: { noun: ListedNoun; feature: Listed; today: string }) {
  const placeName = usePlaceName();
  const words = useThingWords();
  const { abnormal } = rowFacts(noun, feature, today);
  return (
    <>
      <ThingMark noun={noun} thing={feature} />
      <b>{words.title(noun, feature)}</b>
      <span className={`row-state ${abnormal ? 'tone-warn' : 'muted'}`}>{words.state(noun, feature)}</span>
      <small>{placeName(feature.properties.areaCode)}</small>
    </>
  );
}
