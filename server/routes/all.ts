import type { Sessions } from '../auth/authenticate.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../validate.ts';
import { accountRoutes } from './accounts.ts';
import { alarmLoadRoutes } from './alarm-load.ts';
import { alarmRuleRoutes } from './alarm-rules.ts';
import { alarmRoutes } from './alarms.ts';
import { analysisRoutes } from './analyses.ts';
import { analysisNoteRoutes } from './analysis-notes.ts';
import { areaRoutes } from './areas.ts';
import { assignmentRoutes } from './assignments.ts';
import { basemapRoutes } from './basemap.ts';
import { caseActionRoutes } from './case-actions.ts';
import { caseRoutes } from './cases.ts';
import { checkpointNetRoutes } from './checkpoint-net.ts';
import { checkpointRoutes } from './checkpoints.ts';
import { closureRoutes } from './closures.ts';
import { cordonRoutes } from './cordons.ts';
import { coverageRoutes } from './coverage.ts';
import { deviceRoutes } from './devices.ts';
import { dosageRoutes } from './dosage.ts';
import { draftCommentRoutes } from './draft-comments.ts';
import { draftStepRoutes } from './draft-steps.ts';
import { draftUpdateRoutes } from './draft-update.ts';
import { draftRoutes } from './drafts.ts';
import { duressRoutes } from './duress.ts';
import { feedRoutes } from './feeds.ts';
import { geofenceRoutes } from './geofences.ts';
import { gridCellRoutes } from './grid-cells.ts';
import { gridRoutes } from './grids.ts';
import { handoverNoteRoutes } from './handover-notes.ts';
import { handoverRoutes } from './handovers.ts';
import { healthRoutes } from './health.ts';
import { historyRoutes } from './history.ts';
import { importRoutes } from './imports.ts';
import { incidentColumnRoutes } from './incident-columns.ts';
import { incidentCubeRoutes } from './incident-cubes.ts';
import { incidentExportRoutes } from './incident-export.ts';
import { incidentRoutes } from './incidents.ts';
import { institutionRoutes } from './institutions.ts';
import { latencyRoutes } from './latency.ts';
import { liveRoutes } from './live.ts';
import { pastRoutes } from './past.ts';
import { patrolCheckInRoutes } from './patrol-check-ins.ts';
import { patrolGroundRoutes } from './patrol-ground.ts';
import { patrolPlanRoutes } from './patrol-plans.ts';
import { patrolTemplateRoutes } from './patrol-templates.ts';
import { planDifferenceRoutes } from './plan-difference.ts';
import { planExportRoutes } from './plan-export.ts';
import { planThingRoutes } from './plan-things.ts';
import { planRoutes } from './plans.ts';
import { positionRoutes } from './positions.ts';
import { postRoutes } from './posts.ts';
import { publicationRoutes } from './publications.ts';
import { recommendationRoutes } from './recommendations.ts';
import { remarkRoutes } from './remarks.ts';
import { responseTargetRoutes } from './response-targets.ts';
import { reviewRoutes } from './reviews.ts';
import { riskRoutes } from './risks.ts';
import { roadRoutes } from './roads.ts';
import { rollupRoutes } from './rollups.ts';
import { patrolRoutes } from './routes.ts';
import { runningRoundRoutes } from './running-rounds.ts';
import { searchRoutes } from './search.ts';
import { sessionRoutes } from './session.ts';
import { skillNeedRoutes } from './skill-needs.ts';
import { streetCoverageRoutes } from './street-coverage.ts';
import { tileRoutes } from './tiles.ts';
import { turnRuleRoutes } from './turn-rules.ts';
import { unitDutyRoutes } from './unit-duty.ts';
import { unitRoutes } from './units.ts';

/** Every route of the API, in the order of the document. A path with fixed words comes before one with a parameter. */
export function apiRoutes(deps: Deps, sessions: Sessions): Router[] {
  return [
    sessionRoutes(deps, sessions),
    accountRoutes(deps, sessions),
    rollupRoutes(deps),
    areaRoutes(deps),
    gridCellRoutes(deps),
    gridRoutes(deps),
    planRoutes(deps),
    draftRoutes(deps),
    draftStepRoutes(deps),
    draftUpdateRoutes(deps),
    draftCommentRoutes(deps),
    planThingRoutes(deps),
    planDifferenceRoutes(deps),
    publicationRoutes(deps),
    planExportRoutes(deps),
    incidentColumnRoutes(deps),
    incidentCubeRoutes(deps),
    incidentExportRoutes(deps),
    incidentRoutes(deps),
    alarmLoadRoutes(deps),
    alarmRoutes(deps),
    duressRoutes(deps),
    recommendationRoutes(deps),
    dosageRoutes(deps),
    streetCoverageRoutes(deps),
    assignmentRoutes(deps),
    remarkRoutes(deps),
    responseTargetRoutes(deps),
    skillNeedRoutes(deps),
    unitDutyRoutes(deps),
    unitRoutes(deps),
    patrolRoutes(deps),
    patrolGroundRoutes(deps),
    patrolPlanRoutes(deps),
    patrolTemplateRoutes(deps),
    patrolCheckInRoutes(deps),
    runningRoundRoutes(deps),
    checkpointRoutes(deps),
    closureRoutes(deps),
    turnRuleRoutes(deps),
    cordonRoutes(deps),
    checkpointNetRoutes(deps),
    coverageRoutes(deps),
    postRoutes(deps),
    institutionRoutes(deps),
    deviceRoutes(deps),
    geofenceRoutes(deps),
    caseRoutes(deps),
    caseActionRoutes(deps),
    riskRoutes(deps),
    alarmRuleRoutes(deps),
    handoverRoutes(deps),
    handoverNoteRoutes(deps),
    historyRoutes(deps),
    searchRoutes(deps),
    importRoutes(deps),
    liveRoutes(deps),
    pastRoutes(deps),
    reviewRoutes(deps),
    analysisRoutes(deps),
    analysisNoteRoutes(deps),
    positionRoutes(deps),
    feedRoutes(deps),
    tileRoutes(deps),
    basemapRoutes(deps),
    roadRoutes(deps),
    latencyRoutes(deps),
    healthRoutes(deps),
  ];
}
