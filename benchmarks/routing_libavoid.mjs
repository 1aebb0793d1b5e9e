// Routes the pages given on stdin with libavoid (Wybrow, Marriott, Stuckey), and prints corners and times as JSON.
// in:  {"width", "height": of a symbol, "pages": [{"symbols": [[x, y]], "nets": [[source index, target index]]}]}
// out: [{"ms", "paths": [[[x, y], ...], ...]}]
import { readFileSync } from "node:fs";
import { AvoidLib } from "libavoid-js";

const PIN = 1; // class of the four pins of a symbol: libavoid chooses among them
const SEGMENT_PENALTY = 50;
const CROSSING_PENALTY = 1000; // crossings weigh more than bends, as in sopgen
const SHARED_PATH_PENALTY = 1000;
const NUDGING = 6; // px between parallel arrows
const BUFFER = 4; // px around symbols

await AvoidLib.load();
const avoid = AvoidLib.getInstance();

function addSymbol(router, [x, y], width, height) {
  const box = new avoid.Rectangle(new avoid.Point(x, y), width, height);
  const shape = new avoid.ShapeRef(router, box);
  const sides = [[0.5, 0, avoid.ConnDirUp], [0, 0.5, avoid.ConnDirLeft], [0.5, 1, avoid.ConnDirDown], [1, 0.5, avoid.ConnDirRight]];
  for (const [px, py, direction] of sides) {
    new avoid.ShapeConnectionPin(shape, PIN, px, py, true, 0, direction).setExclusive(false);
  }
  return shape;
}

function newRouter() {
  const router = new avoid.Router(avoid.OrthogonalRouting);
  router.setRoutingParameter(avoid.segmentPenalty, SEGMENT_PENALTY);
  router.setRoutingParameter(avoid.crossingPenalty, CROSSING_PENALTY);
  router.setRoutingParameter(avoid.fixedSharedPathPenalty, SHARED_PATH_PENALTY);
  router.setRoutingParameter(avoid.idealNudgingDistance, NUDGING);
  router.setRoutingParameter(avoid.shapeBufferDistance, BUFFER);
  router.setRoutingOption(avoid.nudgeOrthogonalTouchingColinearSegments, true);
  return router;
}

function routePage({ symbols, nets }, width, height) {
  const start = process.cpuUsage();
  const router = newRouter();
  const shapes = symbols.map((at) => addSymbol(router, at, width, height));
  const connectors = nets.map(
    ([a, b]) => new avoid.ConnRef(router, new avoid.ConnEnd(shapes[a], PIN), new avoid.ConnEnd(shapes[b], PIN)),
  );
  router.processTransaction();
  const paths = connectors.map((connector) => {
    const line = connector.displayRoute();
    return Array.from({ length: line.size() }, (_, i) => [line.get_ps(i).x, line.get_ps(i).y]);
  });
  const used = process.cpuUsage(start);
  return { ms: (used.user + used.system) / 1000, paths };
}

const { width, height, pages } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(pages.map((page) => routePage(page, width, height))));
