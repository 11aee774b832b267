{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
{{>KEY}}
{{#MONTH_LINKS}}
<ul class="month-links">
{{#MONTH}}
<li><a href="{{LINK}}">{{TEXT}}</a></li>
{{/MONTH}}
</ul>
{{/MONTH_LINKS}}
{{#PATH}}
<nav class="path" aria-label="{{site.path}}"><ol>
{{#ABOVE}}
<li><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a></li>
{{/ABOVE}}
<li aria-current="page"><bdi>{{NAME}}</bdi></li>
</ol></nav>
{{/PATH}}
<div class="opening">
<div>
<h1>{{#CLAUSE}}<span class="clause">{{TEXT}}</span>{{GAP}}{{/CLAUSE}}</h1>
{{#HAS_DECK}}
<p class="deck">{{#SENTENCE}}{{TEXT}}{{GAP}}{{/SENTENCE}}</p>
{{/HAS_DECK}}
{{#DOUBT}}
<p class="doubt">{{TEXT}}</p>
{{/DOUBT}}
</div>
</div>
{{#FACTS}}
<dl class="facts">
<div><dt>{{LABEL}}</dt><dd><b class="fact">{{SCORE}}</b>{{#RANGE}} <span class="range"><span class="hidden">{{INTERVAL}} </span>{{TEXT}}</span>{{/RANGE}}</dd></div>
{{#PLACE}}
<div><dt>{{LABEL}}</dt><dd>{{>RANK}}</dd></div>
{{/PLACE}}
<div><dt>{{site.light.name}}</dt><dd>{{>LIGHT}} {{#REASON}}<span class="small">{{TEXT}}</span>{{/REASON}}</dd></div>
{{#MOVED}}
<div><dt>{{LABEL}}</dt><dd>{{>CHANGE}}</dd></div>
{{/MOVED}}
</dl>
{{/FACTS}}
{{#YEARS}}
<section aria-labelledby="years">
<h2 id="years">{{site.line.heading}}</h2>
<div class="long-line">
{{>WIDE}}
{{>NARROW}}
</div>
{{#LINE_LEGEND}}
<p class="legend"><svg width="24" height="8" aria-hidden="true" focusable="false"><path class="own" d="M0 4H24"/></svg> <bdi>{{OWN}}</bdi> <svg width="24" height="8" aria-hidden="true" focusable="false"><path class="reference" d="M0 4H24"/></svg> <bdi>{{WHOLE}}</bdi></p>
{{/LINE_LEGEND}}
{{>LINE_TABLE}}
</section>
{{/YEARS}}
{{>WHY}}
{{>TREE}}
{{#PLACES}}
<section aria-labelledby="map">
<h2 id="map">{{map.heading}}</h2>
<div class="places">
{{>MAP}}
{{#HAS_GROUPS}}
<div class="groups">
{{#STANDING_GROUP}}
<div><p class="group-head">{{>GROUP_MARK}} <b class="count">{{COUNT}}</b> <b>{{TEXT}}</b></p>{{#NAMES}}<p class="names">{{#NAME_ITEM}}{{#NEXT}}{{TEXT}}{{/NEXT}}<a href="{{LINK}}"><bdi>{{NAME}}</bdi></a>{{/NAME_ITEM}}{{#MORE}} {{TEXT}}{{/MORE}}</p>{{/NAMES}}</div>
{{/STANDING_GROUP}}
</div>
{{/HAS_GROUPS}}
</div>
</section>
{{/PLACES}}
{{>MEMBERS}}
{{>END}}
{{>FOOT}}
