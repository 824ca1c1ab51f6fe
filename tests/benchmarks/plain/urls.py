from django.urls import path

from tests.benchmarks.plain import views

urlpatterns = [path("", views.entries), path("titles", views.titles), path("<int:pk>/", views.detail)]
