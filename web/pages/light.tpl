{{%AUTOESCAPE context="HTML"}}
{{#GOOD}}
<span class="light good"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="6.6"/><path d="M4.8 8.2l2.2 2.2 4.2-4.6"/></svg> {{site.light.good}}</span>
{{/GOOD}}
{{#FALLS_SHORT}}
<span class="light falls-short"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path class="fill" d="M8 1L15.5 14.5H.5z"/><path class="on" d="M8 5.6v4.4M8 11.4v1.6"/></svg> {{site.light.falls_short}}</span>
{{/FALLS_SHORT}}
{{#SOLVE_NOW}}
<span class="light solve-now"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path class="fill" d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z"/><path class="on" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/></svg> <span class="long">{{site.light.solve_now}}</span><span class="short" aria-hidden="true">{{site.light.solve_now_short}}</span></span>
{{/SOLVE_NOW}}
{{#NONE}}
<span class="light none">{{site.light.none}}</span>
{{/NONE}}
