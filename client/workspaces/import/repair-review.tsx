import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatchDetail } from '../../../core/contract/import.ts';
import type { RepairFeature, RepairSummary, Repairs } from '../../../core/contract/repair.ts';
import { drawnAreasQuery, repairsQuery, useChooseRepairs } from '../../api/repairs.ts';
import { formatNumber } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { ASPECT, RepairMap } from './repair-map.tsx';
import './repairs.css';
import { boxRound, cameraOn, planeRound, type Shape } from './repair-shapes.ts';

/** Row of the area that has a place, null for none, by the place's id: what is not named goes as proposed. */
export type RepairOwners = ReadonlyMap<string, number | null>;

interface Props {
  batch: ImportBatchDetail;
  summary: RepairSummary;
  /** Chosen here and not yet checked. */
  owners: RepairOwners;
  onOwners(owners: RepairOwners): void;
}

const LEAST_M2 = [0, 1, 10, 100, 1000];
const ROW_PX = 58;
/** How much is seen of a place that is flown to, at least. */
const CLOSEST_METRES = 12;

/** What is mended in a file of grids: place by place on a drawing and in a list, each to be given to another. */
export function RepairReview(props: Props) {
  const { t } = useTranslation();
  const { data, error } = useQuery(repairsQuery(props.batch));
  return (
    <section className="repair-review" aria-labelledby="repair-title">
      <h4 id="repair-title">{t('import.repair.title')}</h4>
      <Summary summary={props.summary} />
      <ProblemNote error={error} />
      {data && data.features.length > 0 ? <Places {...props} data={data} /> : null}
    </section>
  );
}

function Summary({ summary }: { summary: RepairSummary }) {
  const { t } = useTranslation();
  const { places, underOneM2, snappedPoints, snapped } = summary;
  return (
    <p>
      {t('import.repair.summary', {
        places: formatNumber(places),
        small: formatNumber(underOneM2),
        look: formatNumber(places - underOneM2),
      })}{' '}
      {snappedPoints > 0
        ? t('import.repair.moved', {
            points: formatNumber(snappedPoints),
            metres: (snapped[0]?.metres ?? 0).toFixed(2),
          })
        : null}
    </p>
  );
}

function Places({ batch, owners, onOwners, data }: Props & { data: Repairs }) {
  const { t } = useTranslation();
  const [least, setLeast] = useState(0);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const outlines = useMemo(
    () => batch.report.preview.map(({ geometry }) => geometry as Shape),
    [batch.report.preview],
  );
  const plane = useMemo(
    () => planeRound([...outlines, ...data.features.map(({ geometry }) => geometry)]),
    [outlines, data],
  );
  const whole = useMemo(() => {
    const box = boxRound(plane, [...outlines, ...data.features.map(({ geometry }) => geometry)]);
    return cameraOn(box ?? { west: 0, east: 0, north: 0, south: 0 }, ASPECT, CLOSEST_METRES);
  }, [plane, outlines, data]);
  const [camera, setCamera] = useState(whole);
  const shown = useMemo(
    () => data.features.filter(({ properties }) => properties.areaM2 >= least),
    [data, least],
  );
  const chosen = data.features.find(({ id }) => id === chosenId);
  const { data: drawn } = useQuery({
    ...drawnAreasQuery(batch.id, chosenId ?? ''),
    enabled: chosenId !== null,
  });
  const look = (place: RepairFeature) => {
    setChosenId(place.id);
    const box = boxRound(plane, [place.geometry]);
    if (box) setCamera(cameraOn(box, ASPECT, CLOSEST_METRES));
  };
  const nameOf = (row: number | null): string =>
    row === null ? t('import.repair.outside') : (data.names[row] ?? t('import.repair.row', { row }));
  const ownerOf = ({ id, properties }: RepairFeature) => {
    const chosenHere = owners.get(id);
    return chosenHere === undefined ? properties.owner : chosenHere;
  };
  const give = (place: RepairFeature, owner: number | null) => {
    const next = new Map(owners);
    if (owner === place.properties.owner) next.delete(place.id);
    else next.set(place.id, owner);
    onOwners(next);
  };
  return (
    <div className="repair-places">
      <RepairMap
        plane={plane}
        outlines={outlines}
        places={shown}
        chosen={chosen}
        drawn={drawn?.features ?? []}
        camera={camera}
        onCamera={setCamera}
        onWhole={() => setCamera(whole)}
        onChoose={look}
      />
      <div className="repair-list">
        <label>
          {t('import.repair.over')}
          <select value={least} onChange={(event) => setLeast(Number(event.target.value))}>
            {LEAST_M2.map((m2) => (
              <option key={m2} value={m2}>
                {m2 === 0 ? t('import.repair.all') : t('import.repair.overM2', { n: formatNumber(m2) })}
              </option>
            ))}
          </select>
          <span className="muted" role="status">
            {t('import.repair.shown', {
              n: formatNumber(shown.length),
              total: formatNumber(batch.report.repairs?.places ?? 0),
            })}
          </span>
        </label>
        <VirtualList
          items={shown}
          idOf={({ id }) => id}
          label={t('import.repair.list')}
          estimatedPx={ROW_PX}
          initialId={null}
          onOpen={look}
          classOf={({ id }) => (id === chosenId ? 'selected' : '')}
          row={(place) => <PlaceTold place={place} owner={ownerOf(place)} nameOf={nameOf} />}
          actions={(place, isCurrent) =>
            place.properties.options.length > 1 ? (
              <OwnerChoice
                place={place}
                owner={ownerOf(place)}
                nameOf={nameOf}
                isCurrent={isCurrent}
                onOwner={(owner) => give(place, owner)}
              />
            ) : null
          }
        />
        <SendChoices
          batch={batch}
          data={data}
          owners={owners}
          ownerOf={ownerOf}
          onSent={() => onOwners(new Map())}
        />
      </div>
    </div>
  );
}

function SendChoices(props: {
  batch: ImportBatchDetail;
  data: Repairs;
  owners: RepairOwners;
  ownerOf(place: RepairFeature): number | null;
  onSent(): void;
}) {
  const { t } = useTranslation();
  const choose = useChooseRepairs();
  const { batch, data, owners, ownerOf } = props;
  if (owners.size === 0) return null;
  const send = () => {
    const choices = data.features
      .map((place) => ({ id: place.id, owner: ownerOf(place), proposed: place.properties.proposed }))
      .filter(({ owner, proposed }) => owner !== proposed)
      .map(({ id, owner }) => ({ id, owner }));
    choose.mutate({ id: batch.id, choices }, { onSuccess: props.onSent });
  };
  return (
    <>
      <ProblemNote error={choose.error} />
      <button type="button" className="button primary" disabled={choose.isPending} onClick={send}>
        {t('import.repair.recheck', { n: owners.size })}
      </button>
    </>
  );
}

interface OfPlace {
  place: RepairFeature;
  owner: number | null;
  nameOf(row: number | null): string;
}

function PlaceTold({ place, owner, nameOf }: OfPlace) {
  const { t } = useTranslation();
  const { kind, areaM2, claimedBy, proposed, why } = place.properties;
  const n = areaM2 >= 10 ? formatNumber(Math.round(areaM2)) : areaM2.toFixed(2);
  return (
    <>
      <span className="repair-head">
        <i className={`repair-mark ${kind}`} aria-hidden="true" />
        <strong>{t(`import.repair.kinds.${kind}`)}</strong>
        <span className="repair-area">{t('import.repair.m2', { n })}</span>
        {claimedBy.length > 0 ? <span className="muted">{claimedBy.map(nameOf).join(' · ')}</span> : null}
      </span>
      <span className="repair-why">
        {t('import.repair.to', { name: nameOf(owner) })}
        <span className="muted">
          {owner === proposed ? t(`import.repair.why.${why}`) : t('import.repair.chosen')}
        </span>
      </span>
    </>
  );
}

function OwnerChoice(props: OfPlace & { isCurrent: boolean; onOwner(owner: number | null): void }) {
  const { t } = useTranslation();
  const { place, owner, nameOf } = props;
  const { kind, options, proposed } = place.properties;
  return (
    <select
      className="repair-owner"
      aria-label={t('import.repair.choose', { kind: t(`import.repair.kinds.${kind}`) })}
      tabIndex={props.isCurrent ? 0 : -1}
      value={owner ?? ''}
      onChange={({ target }) => props.onOwner(target.value === '' ? null : Number(target.value))}
    >
      {options.map((option) => (
        <option key={option ?? ''} value={option ?? ''}>
          {option === proposed ? t('import.repair.proposed', { name: nameOf(option) }) : nameOf(option)}
        </option>
      ))}
    </select>
  );
}
