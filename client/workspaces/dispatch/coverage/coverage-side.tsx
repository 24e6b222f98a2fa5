import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../../../core/contract/coverage.ts';
import { GUARD_MINUTES } from '../../../../core/coverage/vocabulary.ts';
import { mapHost } from '../../../map/map-host.ts';
import { select } from '../../../state/selection.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName, usePlacePath } from '../../../ui/place-name.ts';
import { NetMark } from '../../../ui/symbol.tsx';
import { DeskSide } from '../desk-side.tsx';
import { CoverageAdvicePanel } from './advice-panel.tsx';
import { type FirstThere, firstThere, idleNear, type VoidArea } from './coverage-model.ts';
import { useCoverageSettings } from './coverage-settings.ts';
import { useCoverage } from './use-coverage.ts';

const VOID_ZOOM = 14;
/** More names tell no more. */
const MOST_IDLE = 12;

/** A void that is open and why nobody is there in time; none open: what to do. */
export function CoverageSide() {
  const { coverage, cells, model } = useCoverage();
  const of = useView((view) => view.dispatch.of);
  const one = model?.voids.find(({ id }) => id === of);
  if (!one || !coverage || !cells) return <CoverageAdvicePanel />;
  return <VoidPanel one={one} coverage={coverage} />;
}

function VoidPanel({ one, coverage }: { one: VoidArea; coverage: Coverage }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const path = usePlacePath();
  const { nets } = useCoverageSettings();
  const close = () => viewStore.set({ dispatch: { desk: 'coverage', of: null } });
  const fly = () => mapHost.flyTo({ lng: one.lng, lat: one.lat, zoom: VOID_ZOOM });
  useKeys({ f: fly });
  const { grids, incidents, residents } = one.measured;
  return (
    <DeskSide label={placeName(one.id)} back={{ label: t('coverage.back'), close }}>
      <p className="muted">{path(one.id)}</p>
      <div className="button-row">
        <button type="button" className="button" onClick={fly}>
          {t('coverage.fly')} <kbd>F</kbd>
        </button>
        <button type="button" className="button" onClick={() => select('grids', one.id)}>
          {t('coverage.openGrid')}
        </button>
      </div>
      <p>
        {[
          t('coverage.row.grids', { n: formatNumber(grids) }),
          t('coverage.row.incidents', { n: formatNumber(incidents) }),
          t('coverage.row.residents', { n: formatNumber(residents) }),
        ].join(' · ')}
      </p>
      <h3>{t('coverage.who')}</h3>
      <dl className="fact-list">
        {nets.map((net) => (
          <div key={net} title={t(`coverage.means.${net}`, { n: GUARD_MINUTES })}>
            <dt>
              <NetMark net={net} size={14} /> {t(`coverage.add.${net}`)}
            </dt>
            <dd>
              <First
                first={firstThere(coverage, net, coverage.codes.indexOf(one.id))}
                ratio={net === 'street' ? (coverage.calibration?.ratio ?? 1) : 1}
              />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('coverage.why')}</h3>
      <IdleList one={one} coverage={coverage} />
    </DeskSide>
  );
}

/** Who is there first and when: as observed with the time by road beside it. */
function First({ first: { seconds, facility }, ratio }: { first: FirstThere; ratio: number }) {
  const { t } = useTranslation();
  const name = useName();
  if (seconds === null) return <>{t('coverage.nobody')}</>;
  const span = formatAge(seconds * 1000);
  const plain = ratio === 1 ? '' : ` ${t('coverage.plain', { span: formatAge((seconds / ratio) * 1000) })}`;
  if (!facility) return <>{t('coverage.counted', { span })}</>;
  return (
    <>
      <button type="button" className="link-button" onClick={() => select(facility.kind, facility.id)}>
        {t('coverage.whoRow', { name: name(facility), span })}
      </button>
      {plain}
    </>
  );
}

function IdleList({ one, coverage }: { one: VoidArea; coverage: Coverage }) {
  const { t } = useTranslation();
  const name = useName();
  const { nets } = useCoverageSettings();
  const idle = nets.flatMap((net) => idleNear(coverage, net, one.id));
  if (idle.length === 0) return <p className="muted">{t('coverage.whyNone')}</p>;
  return (
    <ul className="coverage-idle">
      {idle.slice(0, MOST_IDLE).map((facility) => (
        <li key={`${facility.kind} ${facility.id}`}>
          <NetMark net={facility.net} size={12} />
          <button type="button" className="link-button" onClick={() => select(facility.kind, facility.id)}>
            {name(facility)}
          </button>
          <span className="muted">{facility.why ? t(`coverage.reason.${facility.why}`) : ''}</span>
        </li>
      ))}
      {idle.length > MOST_IDLE ? <li className="muted">+{formatNumber(idle.length - MOST_IDLE)}</li> : null}
    </ul>
  );
}
