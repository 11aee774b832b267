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
</div>
{{#STANDING}}
<div class="standing">
<p class="label">{{LABEL}}</p>
<p class="big">{{SCORE}}</p>
<p>{{>LIGHT}} {{#REASON}}<span class="small">{{TEXT}}</span>{{/REASON}}</p>
{{>LINE}}
<table class="changes"><caption class="hidden">{{site.change.caption}}</caption>
<thead class="hidden"><tr><th scope="col">{{site.change.compared}}</th><th scope="col">{{site.change.points}}</th></tr></thead>
<tbody>
{{#CHANGE}}
<tr><th scope="row">{{LABEL}}</th><td class="number">{{CHANGE}}</td></tr>
{{/CHANGE}}
</tbody></table>
</div>
{{/STANDING}}
</div>
{{#MAP_SECTION}}
<section aria-labelledby="map">
<h2 id="map">{{map.heading}}</h2>
{{>MAP}}
</section>
{{/MAP_SECTION}}
{{#MEMBERS}}
<section aria-labelledby="members">
<h2 id="members">{{HEADING}}</h2>
<p class="small">{{site.members.order}}{{#WHOLE_NOTE}}{{GAP}}{{TEXT}}{{/WHOLE_NOTE}}</p>
<table class="members" aria-labelledby="members">
<thead><tr>
<th scope="col">{{LEVEL}}</th>
<th scope="col">{{site.light.name}}</th>
<th scope="col" class="number">{{site.score}}</th>
<th scope="col" class="place"><span class="hidden">{{site.members.place}}</span><svg height="16" aria-hidden="true" focusable="false"><text x="0%" y="12">{{LOW}}</text><text x="100%" y="12" text-anchor="end">{{HIGH}}</text></svg></th>
<th scope="col" class="number">{{site.change.on}} <span class="keep">{{PREVIOUS}}</span></th>
{{#YEAR_COLUMN}}
<th scope="col" class="number">{{site.change.on}} <span class="keep">{{YEAR_AGO}}</span></th>
{{/YEAR_COLUMN}}
</tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a></th><td>{{>LIGHT}}</td><td class="number score">{{SCORE}}</td><td class="place"><svg height="20" aria-hidden="true" focusable="false"><line class="base" x1="0%" x2="100%" y1="10" y2="10"/>{{#WHOLE}}<line class="whole" x1="{{X}}" x2="{{X}}" y1="0" y2="20"/>{{/WHOLE}}{{#PLACE}}<line class="mark" x1="{{X}}" x2="{{X}}" y1="3" y2="17"/>{{/PLACE}}</svg></td><td class="number">{{ON_PREVIOUS}}</td>{{#YEAR_CELL}}<td class="number">{{ON_YEAR_AGO}}</td>{{/YEAR_CELL}}</tr>
{{/ROW}}
</tbody></table>
{{#PAGES}}
<nav aria-label="{{site.members.pages}}"><ul class="pages">
{{#PAGE}}<li>{{#HERE}}<a href="{{LINK}}" aria-current="page">{{NUMBER}}</a>{{/HERE}}{{#THERE}}<a href="{{LINK}}">{{NUMBER}}</a>{{/THERE}}</li>
{{/PAGE}}
</ul></nav>
{{/PAGES}}
</section>
{{/MEMBERS}}
{{#WHY}}
<section aria-labelledby="why">
<h2 id="why">{{site.why.title}}</h2>
<p class="small">{{site.why.text}}<span class="bar">{{GAP}}{{site.why.bar}}</span></p>
<table class="why" aria-labelledby="why">
<thead><tr><th scope="col">{{site.why.indicator}}</th><td class="bar"></td>{{#COLUMN}}<th scope="col" class="number">{{TEXT}}</th>{{/COLUMN}}</tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><bdi>{{NAME}}</bdi></th><td class="bar"><svg height="16" aria-hidden="true" focusable="false">{{#COST}}<rect class="cost" x="{{X}}" y="2" width="{{WIDTH}}" height="12"/>{{/COST}}{{#GAVE}}<rect class="gave" x="{{X}}" y="2" width="{{WIDTH}}" height="12"/>{{/GAVE}}<line class="zero" x1="50%" x2="50%" y1="0" y2="16"/></svg></td>{{#CELL}}<td class="number">{{AMOUNT}}</td>{{/CELL}}</tr>
{{/ROW}}
</tbody>
<tfoot>
{{#SUM}}
<tr><th scope="row">{{site.why.sum}}</th><td class="bar"></td>{{#CELL}}<td class="number">{{AMOUNT}}</td>{{/CELL}}</tr>
{{/SUM}}
</tfoot></table>
</section>
{{/WHY}}
{{#TREE}}
<section aria-labelledby="tree">
<h2 id="tree">{{site.tree.title}}</h2>
<p class="small">{{site.tree.text}}</p>
<div class="tree">
{{>NODE}}
</div>
</section>
{{/TREE}}
<section aria-labelledby="lights">
<h2 id="lights">{{site.light.title}}</h2>
<ul class="lights">
{{#LEGEND}}
<li>{{>LIGHT}} <span>{{TEXT}}</span></li>
{{/LEGEND}}
</ul>
</section>
{{#ASIDE}}
<section aria-labelledby="aside">
<h2 id="aside">{{site.aside.title}}</h2>
{{#NOTHING}}
<p>{{site.aside.nothing}}</p>
{{/NOTHING}}
{{#LIST}}
<details class="aside"><summary>{{HEADING}} <span class="small">({{COUNT}})</span></summary>
<ul>
{{#LINE}}
<li>{{TEXT}}</li>
{{/LINE}}
{{#MORE}}
<li><a href="{{LINK}}">{{TEXT}}</a></li>
{{/MORE}}
</ul>
</details>
{{/LIST}}
</section>
{{/ASIDE}}
<section aria-labelledby="files">
<h2 id="files">{{site.files.title}}</h2>
<p>{{site.files.text}}</p>
<p><code>sha256sum -c --ignore-missing SHA256SUMS</code> {{site.files.sums}}<br><code>dajuan index explain</code> {{site.files.explain}}</p>
<ul class="files">
{{#FILE}}
<li><a href="{{LINK}}">{{PATH}}</a> <span>{{TEXT}}</span></li>
{{/FILE}}
</ul>
</section>
<div class="source">
<p>{{SOURCE}}</p>
<p><strong>{{CAUTION}}</strong></p>
</div>
{{>FOOT}}
