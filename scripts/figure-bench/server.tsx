import { renderToString } from "react-dom/server";
import { CourseChart } from "../../components/charts/course-chart";
import { packFigure } from "../../lib/figures/figure-wire";
import { benchFigure } from "./figure";

/** What the server sends of the figure: its first paint and the data the browser goes on with. */
export function page(days: number) {
  const figure = benchFigure(days);
  return {
    html: renderToString(<CourseChart figure={figure} />),
    data: JSON.stringify(packFigure(figure)),
    plain: JSON.stringify(figure),
  };
}
