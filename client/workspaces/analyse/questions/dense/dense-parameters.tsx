import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useView, viewStore } from '../../../../state/view.ts';
import { formatDistance } from '../../../../ui/format.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { SplitChoice } from '../../split/split-choice.tsx';
import { useParameter } from '../parameter.ts';
import { CompareChoice } from './compare-choice.tsx';
import { parseLevels } from './parse-levels.ts';
import { RadiusChoice } from './radius-choice.tsx';
import {
  NEAR_METRES,
  PIECES_METRES,
  useEdge,
  useKernel,
  useLines,
  useMetres,
  useRule,
  useWay,
} from './use-dense.ts';
import './dense.css';

/** How incidents are spread, and what is drawn of it. */
export function DenseParameters() {
  const { t } = useTranslation();
  const [way, setWay] = useWay();
  const [kernel, setKernel] = useKernel();
  return (
    <div className="dense-settings">
      <Segmented
        label={t('dense.on.label')}
        value={way}
        choices={[
          { value: 'ground', label: t('dense.on.ground') },
          { value: 'roads', label: t('dense.on.roads') },
        ]}
        onChange={setWay}
      />
      <RadiusChoice />
      <Segmented
        label={t('dense.kernel.label')}
        value={kernel}
        choices={[
          { value: 'quartic', label: t('dense.kernel.quartic'), hint: t('dense.kernel.quarticHint') },
          { value: 'gaussian', label: t('dense.kernel.gaussian'), hint: t('dense.kernel.gaussianHint') },
        ]}
        onChange={setKernel}
      />
      {way === 'ground' ? <OnGround /> : <OnRoads />}
    </div>
  );
}

function OnGround() {
  const { t } = useTranslation();
  const [edge, setEdge] = useEdge();
  const [lines, setLines] = useLines();
  return (
    <>
      <label className="check" title={t('dense.edge.hint')}>
        <input
          type="checkbox"
          checked={edge === 'on'}
          onChange={() => setEdge(edge === 'on' ? 'off' : 'on')}
        />
        {t('dense.edge.label')}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={lines === 'on'}
          onChange={() => setLines(lines === 'on' ? 'off' : 'on')}
        />
        {t('dense.lines.label')}
      </label>
      {lines === 'on' ? <Levels /> : null}
      <Opacity />
      <SplitChoice />
      <CompareChoice />
    </>
  );
}

/** Levels of lines, typed. */
function Levels() {
  const { t } = useTranslation();
  const [text, setText] = useParameter('dense.levels', '');
  const id = useId();
  const apply = (typed: string): boolean => {
    const levels = parseLevels(typed);
    if (levels) setText(levels.join(','));
    return levels !== null;
  };
  return (
    <p className="dense-field">
      <label htmlFor={id}>{t('dense.lines.levels')}</label>
      <input
        key={text}
        id={id}
        inputMode="decimal"
        placeholder={t('dense.lines.asLegend')}
        defaultValue={text}
        maxLength={80}
        onBlur={(event) =>
          event.target.setCustomValidity(apply(event.target.value) ? '' : t('dense.lines.bad'))
        }
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          const good = apply(event.currentTarget.value);
          event.currentTarget.setCustomValidity(good ? '' : t('dense.lines.bad'));
          event.currentTarget.reportValidity();
        }}
        onInput={(event) => event.currentTarget.setCustomValidity('')}
      />
    </p>
  );
}

function Opacity() {
  const { t } = useTranslation();
  const density = useView((view) => view.density);
  const id = useId();
  return (
    <p className="dense-field">
      <label htmlFor={id}>{t('watch.density.opacity')}</label>
      <input
        id={id}
        type="range"
        min={0.1}
        max={1}
        step={0.05}
        value={density.opacity}
        onChange={(event) =>
          viewStore.set({ density: { ...density, opacity: Number(event.target.value) } }, 'replace')
        }
      />
    </p>
  );
}

function OnRoads() {
  const { t } = useTranslation();
  const [rule, setRule] = useRule();
  return (
    <>
      <Segmented
        label={t('dense.rule.label')}
        value={rule}
        choices={[
          { value: 'continuous', label: t('dense.rule.continuous'), hint: t('dense.rule.continuousHint') },
          { value: 'equal_split', label: t('dense.rule.equal_split'), hint: t('dense.rule.equal_splitHint') },
        ]}
        onChange={setRule}
      />
      <Metres name="dense.piece" label={t('dense.roads.piece')} choices={PIECES_METRES} />
      <Metres name="dense.near" label={t('dense.roads.near')} choices={NEAR_METRES} />
    </>
  );
}

function Metres(props: { name: string; label: string; choices: readonly number[] }) {
  const [value, set] = useMetres(props.name, props.choices);
  const id = useId();
  return (
    <p className="dense-field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={value} onChange={(event) => set(Number(event.target.value))}>
        {[...props.choices]
          .sort((a, b) => a - b)
          .map((metres) => (
            <option key={metres} value={metres}>
              {formatDistance(metres)}
            </option>
          ))}
      </select>
    </p>
  );
}
