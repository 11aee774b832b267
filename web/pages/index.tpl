{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{TITLE}}</h1>
<p class="deck">{{site.index.deck}}</p>
{{#SERIES}}
<article class="entry">
<div>
<h2><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a></h2>
{{#MARK}}
<p class="marked">{{site.simulated_short}}</p>
{{/MARK}}
{{#STANDING}}
<p class="lead">{{SENTENCE}}</p>
{{/STANDING}}
{{#HAS_SUMMARY}}
<p>{{SUMMARY}}</p>
{{/HAS_SUMMARY}}
<p class="caution">{{CAUTION}}</p>
</div>
<div class="entry-score">
<p class="label">{{site.key.newest}}</p>
<p>{{PERIOD}}</p>
{{#STANDING}}
<p class="label">{{LABEL}}</p>
<p class="big">{{SCORE}}</p>
{{/STANDING}}
</div>
</article>
{{/SERIES}}
{{>FOOT}}
